package dev.leadlight.scoring.lead.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.platform.Settings;
import io.smallrye.config.ConfigValidationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadConfigTest {

  private static final String KEPT_FOR = "leadlight.scoring.leads.kept-for";

  @ParameterizedTest
  @ValueSource(strings = {"400", "13d", "0d", "PT20M"})
  void leadsAreNotForgottenByASlipOfThePen(String value) {
    assertThatThrownBy(() -> Settings.read(LeadConfig.class, Map.of(KEPT_FOR, value)))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(KEPT_FOR);
  }

  @Test
  void twoWeeksAreEnough() {
    assertThat(Settings.read(LeadConfig.class, Map.of(KEPT_FOR, "14d")).keptFor())
        .isEqualTo(Duration.ofDays(14));
  }
}
