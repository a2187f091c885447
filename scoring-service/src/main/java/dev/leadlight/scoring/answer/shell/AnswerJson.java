package dev.leadlight.scoring.answer.shell;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadlight.scoring.answer.LeadAnswer;
import dev.leadlight.scoring.answer.LeadPage;
import dev.leadlight.scoring.answer.LeadSummary;
import dev.leadlight.scoring.answer.LookupAnswer;
import dev.leadlight.scoring.answer.TimelinePage;
import dev.leadlight.scoring.score.Missing;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Answers about leads say null where there is nothing, so that their shape is always the same. */
@Singleton
public class AnswerJson implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.addMixIn(LeadAnswer.class, ExplainedIfAsked.class);
    mapper.addMixIn(LeadAnswer.RecencyFrequencyMonetary.class, AlwaysThere.class);
    mapper.addMixIn(LookupAnswer.Entry.class, AlwaysThere.class);
    mapper.addMixIn(LeadSummary.class, AlwaysThere.class);
    mapper.addMixIn(LeadPage.class, AlwaysThere.class);
    mapper.addMixIn(TimelinePage.class, AlwaysThere.class);
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private interface AlwaysThere {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  interface ExplainedIfAsked {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Nullable Missing missing();
  }
}
