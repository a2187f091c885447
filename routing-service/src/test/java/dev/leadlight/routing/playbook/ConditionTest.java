package dev.leadlight.routing.playbook;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.playbook.PlaybookFixtures.playbook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.TierChanges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

  private static final ZoneId UTC = ZoneOffset.UTC;

  /** A loyal customer of a store in New York, who came from an e-mail. */
  private static final TierChange ANN =
      change(
          """
          {"id": "c-1", "leadId": "AnnsLead_0123456789-ab", "sequence": 4, "identities": [],
           "contact": {"timezone": "America/New_York"}, "from": "nurture", "to": "sales-ready",
           "direction": "up", "score": 99, "reasons": [], "since": "2026-03-02T10:15:00Z",
           "decidedAt": "2026-03-02T10:15:00Z", "scorecard": {"id": "s", "version": "1"},
           "arm": "challenger", "cause": {"kind": "event", "id": "e"}, "channel": "email",
           "consent": {"marketing": true, "sms": false}, "segments": ["loyal", "cart"],
           "rfmGroup": "champions", "store": "ny-1",
           "value": {"spent": 500, "expected": 120.50, "currency": "USD"}}""");

  /** Somebody of whom next to nothing is known. */
  private static final TierChange STRANGER = TierChanges.entersNurture(TierChanges.newLead());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{entered: sales-ready, left: nurture, direction: up}",
        "{entered: [hot, sales-ready]}",
        "{segments: {any: [cart, other], all: [loyal, cart], none: [lost]}}",
        "{rfmGroup: [champions, loyal]}",
        "{channel: email}",
        "{channel: [online, email]}",
        "{store: ny-1}",
        "{arm: challenger}",
        "{consent: {marketing: given, sms: refused, email: not-refused}}",
        "{value: {atLeast: 500, of: spent, currency: USD}}",
        "{value: {atLeast: 120.5, of: expected, currency: USD}}",
        "{hours: {days: [monday], zone: UTC}}"
      })
  void holds(String when) {
    assertThat(condition(when).unmet(ANN, T0, UTC)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {entered: nurture}                                      | entered
          {left: [newsletter]}                                    | left
          {direction: down}                                       | direction
          {segments: {any: [lost]}}                               | segments
          {segments: {all: [loyal, lost]}}                        | segments
          {segments: {none: [cart]}}                              | segments
          {rfmGroup: lost}                                        | rfmGroup
          {channel: online}                                       | channel
          {store: ny-2}                                           | store
          {arm: champion}                                         | arm
          {consent: {email: given}}                               | consent
          {consent: {marketing: refused}}                         | consent
          {consent: {sms: not-refused}}                           | consent
          {value: {atLeast: 500.01, of: spent, currency: USD}}    | value
          {value: {atLeast: 1, of: spent, currency: EUR}}         | value
          {hours: {days: [tuesday], zone: UTC}}                   | hours
          """)
  void doesNotHoldAndSaysWhy(String when, String why) {
    assertThat(condition(when).unmet(ANN, T0, UTC)).containsExactly(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {segments: {any: [cart]}}                          | segments
          {rfmGroup: champions}                              | rfmGroup
          {channel: email}                                   | channel
          {store: ny-1}                                      | store
          {arm: champion}                                    | arm
          {value: {atLeast: 0, of: expected, currency: EUR}} | value
          """)
  void whatIsNotKnownDoesNotHold(String when, String why) {
    assertThat(condition(when).unmet(STRANGER, T0, UTC)).containsExactly(why);
  }

  @Test
  void whoIsInNoSegmentIsInNoneOfThem() {
    assertThat(condition("{segments: {none: [lost]}}").unmet(STRANGER, T0, UTC)).isEmpty();
  }

  /** The second of March 2026 is a Monday; New York is five hours behind UTC. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {from: '09:00', to: '17:00', zone: UTC}                      | 2026-03-02T09:00:00Z | true
          {from: '09:00', to: '17:00', zone: UTC}                      | 2026-03-02T17:00:00Z | false
          {from: '09:00', to: '17:00', zone: lead}                     | 2026-03-02T09:00:00Z | false
          {from: '09:00', to: '17:00', zone: lead}                     | 2026-03-02T14:00:00Z | true
          {from: '22:00', to: '06:00', days: [monday], zone: UTC}      | 2026-03-02T23:00:00Z | true
          {from: '22:00', to: '06:00', days: [monday], zone: UTC}      | 2026-03-03T05:59:00Z | true
          {from: '22:00', to: '06:00', days: [monday], zone: UTC}      | 2026-03-02T05:00:00Z | false
          {days: [monday], zone: lead}                                 | 2026-03-02T04:59:00Z | false
          {days: [monday], zone: lead}                                 | 2026-03-03T04:59:00Z | true
          """)
  void hoursGoByTheNamedZone(String hours, Instant moment, boolean holds) {
    assertThat(condition("{hours: " + hours + "}").unmet(ANN, moment, UTC).isEmpty())
        .isEqualTo(holds);
  }

  @Test
  void whoTellsNoTimeZoneHasTheOneOfTheSettings() {
    Condition morning = condition("{hours: {from: '09:00', to: '12:00', zone: lead}}");

    assertThat(morning.unmet(STRANGER, T0, UTC)).isEmpty();
    assertThat(morning.unmet(STRANGER, T0, ZoneId.of("Asia/Tokyo"))).containsExactly("hours");
  }

  private static Condition condition(String when) {
    return playbook("{id: p, when: " + when + ", actions: []}").when();
  }

  private static TierChange change(String json) {
    try {
      return ContractJson.read(json.getBytes(StandardCharsets.UTF_8), TierChange.class);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
