package dev.leadlight.routing;

import dev.leadlight.platform.DescribedSettings;

class DescribedSettingsTest extends DescribedSettings {
  DescribedSettingsTest() {
    super("routing-service");
  }
}
