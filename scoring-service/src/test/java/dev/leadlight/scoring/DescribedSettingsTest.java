package dev.leadlight.scoring;

import dev.leadlight.platform.DescribedSettings;

class DescribedSettingsTest extends DescribedSettings {
  DescribedSettingsTest() {
    super("scoring-service");
  }
}
