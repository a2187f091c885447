package dev.leadlight.ingest;

import dev.leadlight.platform.DescribedSettings;

class DescribedSettingsTest extends DescribedSettings {
  DescribedSettingsTest() {
    super("ingest-service");
  }
}
