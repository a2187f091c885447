package dev.leadlight.feedback.kpi.shell;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadlight.feedback.kpi.Figures;
import dev.leadlight.feedback.kpi.Stores;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Shows a rate that does not exist as null; elsewhere absent values are left out. */
@Singleton
public class KpiJson implements ObjectMapperCustomizer {

  interface WithUnknownRate {
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Nullable Double conversionRate();
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.addMixIn(Figures.class, WithUnknownRate.class);
    mapper.addMixIn(Stores.Footfall.class, WithUnknownRate.class);
  }
}
