package dev.leadlight.scoring.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureAnswerTest {

  @Test
  void kafkaDeletesByWholeSegmentsSoARecordMayStayADayLongerThanItsTopicKeepsIt() {
    LeadId lead = new LeadId("Zm9vYmFyYmF6cXV4cXV1eA");
    Instant requestedAt = Instant.parse("2026-11-20T10:00:00Z");
    ErasureRequest request = new ErasureRequest("e", lead, List.of(lead), List.of(), requestedAt);

    assertThat(ErasureAnswer.of(request, List.of()).staysOnKafka())
        .contains(
            new ErasureAnswer.Remainder(
                Topics.EVENTS.name(), Instant.parse("2027-02-19T10:00:00Z")));
  }
}
