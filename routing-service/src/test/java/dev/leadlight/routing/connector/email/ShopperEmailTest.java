package dev.leadlight.routing.connector.email;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.UnmappableException;
import dev.leadlight.routing.delivery.Verb;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopperEmailTest {

  private static final String LINK = "https://leads.shop.example/v1/hooks/unsubscribe/abc";

  @Test
  void offersToUnsubscribeByOneClick() {
    ShopperEmail email =
        ShopperEmail.of(
            delivery(
                "Ann\r\nBcc: x@example.com",
                "ann@example.com",
                Map.of("subject", "Hello {name}", "text", "Dear {name},\n\nyour cart waits.")),
            LINK);

    assertThat(email.headers())
        .containsEntry("List-Unsubscribe", "<" + LINK + ">")
        .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    assertThat(email.subject()).startsWith("Hello Ann").doesNotContain("\r", "\n");
    assertThat(email.paragraphs()).hasSize(2).contains(List.of("your cart waits."));
  }

  @Test
  void linesStayLines() {
    ShopperEmail email =
        ShopperEmail.of(
            delivery(
                null,
                "ann@example.com",
                Map.of("subject", "s", "text", "Hello,\n\n \n- one\r\n- two\n\nYours\nThe shop\n")),
            LINK);

    assertThat(email.paragraphs())
        .containsExactly(
            List.of("Hello,"), List.of("- one", "- two"), List.of("Yours", "The shop"));
  }

  @ParameterizedTest
  @CsvSource({
    ",https://x.example/u,subject,text,change.contact.email",
    "ann@example.com,,subject,text,headers.List-Unsubscribe",
    "ann@example.com,https://x.example/u,x,text,with.subject",
    "ann@example.com,https://x.example/u,subject,x,with.text"
  })
  void saysWhatIsMissing(
      @Nullable String address, @Nullable String link, String one, String two, String field) {
    Delivery delivery = delivery(null, address, Map.of(one, "s", two, "t"));

    assertThatThrownBy(() -> ShopperEmail.of(delivery, link))
        .isInstanceOfSatisfying(
            UnmappableException.class, missing -> assertThat(missing.field()).isEqualTo(field));
  }

  private static Delivery delivery(
      @Nullable String name, @Nullable String address, Map<String, String> with) {
    TierChange ann = Deliveries.annIsSalesReady().change();
    TierChange change =
        TierChanges.with(
            ann, ann.identities(), new Contact(name, address, null, null, null), ann.reasons());
    return new Delivery("dlv_1", "email", Verb.SEND_EMAIL, with, 0, T0, null, change, null);
  }
}
