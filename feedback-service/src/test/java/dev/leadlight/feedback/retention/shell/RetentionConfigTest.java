package dev.leadlight.feedback.retention.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.feedback.retention.Kept;
import dev.leadlight.feedback.snapshot.shell.SnapshotConfig;
import dev.leadlight.platform.Settings;
import io.smallrye.config.ConfigValidationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deleted can't be brought back, so a slip of the pen stops the service instead. */
class RetentionConfigTest {

  @ParameterizedTest
  @ValueSource(strings = {"1095", "0D", "PT20M", "-P30D"})
  void aNumberAloneMeansSecondsAndIsRefused(String value) {
    assertThatThrownBy(
            () ->
                Settings.read(
                    RetentionConfig.class, Map.of("leadlight.feedback.keep.outcomes", value)))
        .isInstanceOfAny(ConfigValidationException.class, IllegalArgumentException.class)
        .hasMessageContaining("leadlight.feedback.keep.outcomes");
    assertThatThrownBy(
            () ->
                Settings.read(
                    SnapshotConfig.class, Map.of("leadlight.feedback.snapshots.keep", value)))
        .hasMessageContaining("leadlight.feedback.snapshots.keep");
  }

  @Test
  void daysAreTaken() {
    assertThat(
            Settings.read(RetentionConfig.class, Map.of("leadlight.feedback.keep.outcomes", "P30D"))
                .all())
        .containsEntry(Kept.OUTCOMES, Duration.ofDays(30));
  }
}
