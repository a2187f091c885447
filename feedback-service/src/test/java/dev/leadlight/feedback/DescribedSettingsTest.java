package dev.leadlight.feedback;

import dev.leadlight.platform.DescribedSettings;

class DescribedSettingsTest extends DescribedSettings {
  DescribedSettingsTest() {
    super("feedback-service");
  }
}
