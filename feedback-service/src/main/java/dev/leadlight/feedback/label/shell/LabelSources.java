package dev.leadlight.feedback.label.shell;

import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.Receiver;
import dev.leadlight.platform.webhook.ConfiguredSecrets;
import dev.leadlight.platform.webhook.WebhookSettings;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The sources of labels. A mistake in their configuration stops the service at its start. */
@Startup
@Singleton
public class LabelSources {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");
  private static final String API_TOKEN = "api-token";

  private final Map<String, Receiver> byName = new HashMap<>();
  private final Map<String, String> doors = new HashMap<>();

  LabelSources(LabelConfig config, @All List<LabelAdapters> all) {
    Map<String, LabelAdapter> vendors = new HashMap<>();
    for (LabelAdapters adapters : all) {
      for (LabelAdapter adapter : adapters.all()) {
        vendors.put(adapter.vendor(), adapter);
        doors.put(adapter.vendor(), adapters.door());
      }
    }
    config.sources().forEach((name, source) -> byName.put(name, receiver(name, source, vendors)));
  }

  /** The source of that name, if it may call at that door. */
  Optional<Receiver> find(String door, String source) {
    return find(source).filter(receiver -> door.equals(doors.get(receiver.adapter().vendor())));
  }

  /** The source of that name. */
  Optional<Receiver> find(String source) {
    return Optional.ofNullable(byName.get(source));
  }

  private static Receiver receiver(
      String name, LabelConfig.Source source, Map<String, LabelAdapter> vendors) {
    try {
      WebhookSettings settings = settings(ConfiguredSecrets.settings(source.webhook()));
      LabelAdapter adapter = vendors.get(settings.vendor());
      if (adapter == null || !NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "it has a name of a-z, 0-9, _ . - and one of the vendors "
                + new TreeSet<>(vendors.keySet()));
      }
      adapter
          .fault(settings)
          .ifPresent(
              fault -> {
                throw new IllegalArgumentException(fault);
              });
      return new Receiver(name, settings, adapter);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "source of labels " + name + ": " + wrong.getMessage(), wrong);
    }
  }

  /** The token for the vendor's API is a secret as well. */
  private static WebhookSettings settings(WebhookSettings settings) {
    Map<String, String> options = new HashMap<>(settings.options());
    options.computeIfPresent(API_TOKEN, (name, token) -> ConfiguredSecrets.resolved(token));
    return new WebhookSettings(settings.vendor(), settings.secrets(), settings.url(), options);
  }
}
