package dev.leadlight.scoring.answer.shell;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadlight.scoring.answer.LeadAnswer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Answers about leads say null where there is nothing, so that their shape is always the same. */
@Singleton
public class AnswerJson implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.addMixIn(LeadAnswer.class, AlwaysThere.class);
    mapper.addMixIn(LeadAnswer.RecencyFrequencyMonetary.class, AlwaysThere.class);
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private interface AlwaysThere {}
}
