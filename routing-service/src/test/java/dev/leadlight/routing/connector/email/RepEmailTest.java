package dev.leadlight.routing.connector.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.delivery.Delivery;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepEmailTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void namesTheDeliveryForPrograms() {
    assertThat(RepEmail.of(Deliveries.annIsSalesReady(), BERLIN, null, null).headers())
        .containsEntry("Message-ID", "<dlv_0123456789abcdefABCDEF@leadlight.dev>")
        .containsEntry("Auto-Submitted", "auto-generated")
        .containsEntry("X-Leadlight-Delivery", "dlv_0123456789abcdefABCDEF")
        .containsEntry("X-Leadlight-Lead", "AnnsLead_0123456789-ab")
        .containsEntry("X-Leadlight-Identities", "user:u1,email:ann@example.com")
        .containsEntry("X-Leadlight-Tier", "sales-ready")
        .containsEntry("X-Leadlight-Tier-Change", "AnnsLead_0123456789-ab-2");
  }

  @Test
  void noNameEndsALine() {
    RepEmail email =
        RepEmail.of(
            Deliveries.of(with("Ann\r\nBcc: all@example.com", 1), 0, null), BERLIN, null, null);

    assertThat(email.subject()).doesNotContain("\r", "\n").startsWith("Ann Bcc");
  }

  @Test
  void listOfIdentitiesStaysWithinALine() {
    RepEmail email = RepEmail.of(Deliveries.of(with("Ann", 200), 0, null), BERLIN, null, null);

    assertThat(email.headers().get("X-Leadlight-Identities"))
        .hasSizeLessThanOrEqualTo(900)
        .startsWith("user:u0%2C,user:u1%2C")
        .doesNotEndWith(",");
  }

  @ParameterizedTest
  @CsvSource({
    "user:u1, user:u1",
    "'user:a,b', user:a%2Cb",
    "user:100%, user:100%25",
    "user:Zoë Ü, user:Zo%C3%AB%20%C3%9C"
  })
  void headerTextIsSafe(String text, String encoded) {
    assertThat(HeaderText.encode(text)).isEqualTo(encoded);
  }

  @ParameterizedTest
  @CsvSource({
    "421,destination-trouble",
    "450,destination-trouble",
    "535,unauthorized",
    "550,rejected",
    "0,destination-trouble"
  })
  void smtpRepliesAreClassified(int code, String reason) {
    assertThat(SmtpReplies.classify(code).code()).isEqualTo(reason);
  }

  @Test
  void sinceWhenIsWrittenForPeople() {
    assertThat(RepEmail.of(Deliveries.annIsSalesReady(), BERLIN, null, null).since())
        .isEqualTo("2 March 2026, 11:15 (Europe/Berlin)");
  }

  @Test
  void leadThatIsNoLongerReadyIsNobodysToAcknowledge() {
    String link = "https://leads.shop.example/v1/hooks/acknowledge/x";
    Delivery ready = Deliveries.annIsSalesReady();
    Delivery fallen = Deliveries.annIsNoLongerSalesReady();

    assertThat(RepEmail.of(ready, BERLIN, null, link).acknowledge()).isEqualTo(link);
    assertThat(RepEmail.of(fallen, BERLIN, null, link).acknowledge()).isNull();
    assertThat(
            DigestEmail.of("dig_1", "Rita", List.of(fallen, ready), BERLIN, null, any -> link)
                .leads())
        .extracting(DigestEmail.Lead::acknowledge)
        .containsExactly(link, null);
  }

  @Test
  void leadsPageIsLinked() {
    String template = "https://leads.shop.example/leads/{leadId}";

    assertThat(RepEmail.of(Deliveries.annIsSalesReady(), BERLIN, template, null).page())
        .isEqualTo("https://leads.shop.example/leads/AnnsLead_0123456789-ab");
  }

  private static TierChange with(String name, int identities) {
    TierChange ann = Deliveries.annIsSalesReady().change();
    List<Identity> many =
        IntStream.range(0, identities)
            .mapToObj(i -> new Identity(IdentityKind.USER, "u" + i + ","))
            .toList();
    return TierChanges.with(ann, many, new Contact(name, null, null, null, null), ann.reasons());
  }
}
