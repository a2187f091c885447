package dev.leadlight.routing.digest;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DigestTest {

  private static final Assignee RITA =
      new Assignee("rita", "Rita", "rita@shop.example", Map.of(), null);
  private static final Assignee ROB =
      new Assignee("rob", "Rob", "rob@shop.example", Map.of(), null);
  private static final Assignee WITHOUT_INBOX = new Assignee("max", "Max", null, Map.of(), null);

  @Test
  void eachReaderGetsOneMailAndTheTeamWhatIsNobodys() {
    List<Digest> digests =
        Digest.of(
            "email", List.of(of(RITA), of(null), of(ROB), of(RITA), of(WITHOUT_INBOX)), T0, 100);

    assertThat(digests)
        .extracting(Digest::reader, digest -> digest.deliveries().size())
        .containsExactlyInAnyOrder(tuple(RITA, 2), tuple(ROB, 1), tuple(null, 2));
  }

  @Test
  void longOnesAreSplitAndNothingIsLostOrTwice() {
    List<Delivery> all = IntStream.range(0, 7).mapToObj(i -> of(RITA)).toList();

    List<Digest> digests = Digest.of("email", all, T0, 3);

    assertThat(digests).extracting(digest -> digest.deliveries().size()).containsExactly(3, 3, 1);
    assertThat(digests).extracting(Digest::id).doesNotHaveDuplicates();
    assertThat(digests.stream().flatMap(digest -> digest.deliveries().stream()))
        .containsExactlyElementsOf(all);
  }

  @Test
  void theSameMessagesAtTheSameTimeAreTheSameMail() {
    List<Delivery> all = List.of(of(RITA), of(RITA));
    List<Delivery> turned = new ArrayList<>(all);
    Collections.reverse(turned);

    String id = Digest.of("email", all, T0, 10).get(0).id();

    assertThat(Digest.of("email", turned, T0, 10).get(0).id())
        .isEqualTo(id)
        .matches("dig_[\\w-]{32}");
    assertThat(Digest.of("email", all, T0.plusSeconds(1), 10).get(0).id()).isNotEqualTo(id);
  }

  @Test
  void noMessagesAreNoMail() {
    assertThat(Digest.of("email", List.of(), T0, 10)).isEmpty();
  }

  private static Delivery of(@Nullable Assignee rep) {
    TierChange change = becomesSalesReady(newLead());
    return new Delivery(
        PlannedDelivery.idOf(change.id(), "p", "a"),
        "email",
        Verb.NOTIFY,
        Map.of("digest", "hourly"),
        0,
        T0,
        null,
        change,
        rep);
  }
}
