package dev.leadlight.platform;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Map;

/** Reads settings as a service does at its start. */
public final class Settings {

  /**
   * What a mapping makes of some settings.
   *
   * @throws io.smallrye.config.ConfigValidationException if they are out of bounds
   */
  public static <T> T read(Class<T> mapping, Map<String, String> settings) {
    return config(mapping, settings)
        .withValidator(
            new BeanValidationConfigValidator() {
              @Override
              public Validator getValidator() {
                return Validation.buildDefaultValidatorFactory().getValidator();
              }
            })
        .build()
        .getConfigMapping(mapping);
  }

  /** The same beyond all bounds, for tests that cannot wait so long. */
  public static <T> T readUnbounded(Class<T> mapping, Map<String, String> settings) {
    return config(mapping, settings).build().getConfigMapping(mapping);
  }

  private static SmallRyeConfigBuilder config(Class<?> mapping, Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(mapping)
        .withDefaultValues(settings);
  }

  private Settings() {}
}
