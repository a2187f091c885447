package dev.leadlight.routing.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.routing.delivery.DigestTimes;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.playbook.shell.PlaybookReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Playbooks as people write them, and a team that has set up some destinations. */
public final class PlaybookFixtures {

  private static final DigestTimes EVERY_MORNING =
      new DigestTimes(LocalTime.of(8, 0), ZoneId.of("Europe/Berlin"));

  /**
   * Slack, e-mail at once and to an inbox that wants one mail a morning, a webhook and Klaviyo;
   * somebody who assigns reps; Berlin time.
   */
  public static final Surroundings TEAM =
      new Surroundings(
          Map.of(
              "slack", Endpoint.of("slack", Set.of(Verb.NOTIFY)),
              "email", Endpoint.of("email", Set.of(Verb.NOTIFY, Verb.SEND_EMAIL)),
              "inbox", new Endpoint("email", Set.of(Verb.NOTIFY), Map.of(), EVERY_MORNING),
              "webhook", Endpoint.of("webhook", Set.of(Verb.NOTIFY)),
              "klaviyo",
                  new Endpoint(
                      "klaviyo",
                      Set.of(Verb.ADD_TO_LIST, Verb.REMOVE_FROM_LIST),
                      Map.of("nurture", "Y6nRLr"),
                      null)),
          true,
          ZoneId.of("Europe/Berlin"));

  /** A playbook without mistakes. */
  public static Playbook playbook(String yaml) {
    Reading<Playbook> reading = read(yaml);
    assertThat(reading.errors()).isEmpty();
    return Objects.requireNonNull(reading.value());
  }

  /** A playbook for every change with one action. */
  public static Playbook doing(String action) {
    return playbook("{id: p, when: {}, actions: [" + action + "]}");
  }

  /** Any document. */
  public static Reading<Playbook> read(String yaml) {
    try {
      return PlaybookReader.read(ContractJson.readYaml(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PlaybookFixtures() {}
}
