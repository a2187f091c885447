package dev.leadlight.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.Signal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsentTest {

  private static final Signal UNSUBSCRIBED = new Signal("unsubscribed");
  private static final Signal SUBSCRIBED = new Signal("subscribed");

  @Test
  void aStopByTextMessageLeavesTheNewsletterBe() {
    assertThat(Consent.of(UNSUBSCRIBED, Channel.SMS, Map.of())).isEqualTo(Map.of("sms", false));
    assertThat(Consent.of(SUBSCRIBED, Channel.SMS, Map.of())).isEqualTo(Map.of("sms", true));
  }

  @Test
  void byEmailItIsAboutMarketingAsAWhole() {
    assertThat(Consent.of(UNSUBSCRIBED, Channel.EMAIL, Map.of()))
        .isEqualTo(Map.of("marketing", false, "email", false));
    assertThat(Consent.of(SUBSCRIBED, Channel.EMAIL, Map.of()))
        .isEqualTo(Map.of("marketing", true, "email", true));
  }

  @Test
  void elsewhereItNamesNoChannel() {
    assertThat(Consent.of(UNSUBSCRIBED, Channel.CRM, Map.of()))
        .isEqualTo(Map.of("marketing", false));
  }

  @Test
  void otherDeedsSayNothing() {
    assertThat(Consent.of(new Signal("email_opened"), Channel.EMAIL, Map.of())).isEmpty();
  }
}
