package dev.leadlight.routing.destination;

import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.http.Problem.Place;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Collects what is wrong with the settings and secrets of a destination. Each question adds at most
 * one place; {@link #places} tells them all, and every setting and secret that nobody asked for,
 * which is a slip of the pen.
 */
public final class SettingsCheck {

  private final Settings settings;
  private final Set<String> secrets;
  private final List<String> known = new ArrayList<>();
  private final List<String> knownSecrets = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  private SettingsCheck(Settings settings, Set<String> secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /**
   * Begins.
   *
   * @param secrets names of those that are given
   */
  public static SettingsCheck of(Settings settings, Set<String> secrets) {
    return new SettingsCheck(settings, secrets);
  }

  /** A text that has to be there. */
  public SettingsCheck required(String name) {
    return text(name, true, Pattern.compile("(?s).+"), "a text");
  }

  /** A text that may be there. */
  public SettingsCheck optional(String name) {
    return text(name, false, Pattern.compile("(?s).+"), "a text");
  }

  /**
   * A text of a form.
   *
   * @param expected the form in words: "a number of digits"
   */
  public SettingsCheck text(String name, boolean required, Pattern form, String expected) {
    boolean given = present(name);
    if (given
        ? !settings.text(name).filter(t -> form.matcher(t).matches()).isPresent()
        : required) {
      wrong(name, "expected " + expected);
    }
    return this;
  }

  /** An absolute http or https address without user info; whether it may be called is not asked. */
  public SettingsCheck url(String name, boolean required) {
    boolean given = present(name);
    if (given ? settings.text(name).filter(SettingsCheck::isUrl).isEmpty() : required) {
      wrong(name, "expected an absolute http or https URL");
    }
    return this;
  }

  /** One of some texts. */
  public SettingsCheck oneOf(String name, boolean required, String... choices) {
    List<String> allowed = Arrays.asList(choices);
    boolean given = present(name);
    if (given ? settings.text(name).filter(allowed::contains).isEmpty() : required) {
      wrong(name, "expected one of " + String.join(", ", allowed));
    }
    return this;
  }

  public SettingsCheck flag(String name) {
    if (present(name) && !(settings.values().get(name) instanceof Boolean)) {
      wrong(name, "expected true or false");
    }
    return this;
  }

  public SettingsCheck number(String name, boolean required) {
    if (present(name) ? settings.number(name).isEmpty() : required) {
      wrong(name, "expected a number");
    }
    return this;
  }

  /** An object whose members are texts. */
  public SettingsCheck map(String name) {
    if (present(name)
        && !(settings.values().get(name) instanceof Map<?, ?> map
            && map.values().stream().allMatch(String.class::isInstance))) {
      wrong(name, "expected an object of texts");
    }
    return this;
  }

  /** A list of texts. */
  public SettingsCheck texts(String name) {
    if (present(name)
        && !(settings.values().get(name) instanceof List<?> list
            && list.stream().allMatch(String.class::isInstance))) {
      wrong(name, "expected a list of texts");
    }
    return this;
  }

  /** A secret that has to be there. */
  public SettingsCheck secret(String name) {
    if (!secrets.contains(name)) {
      places.add(Place.at(Pointer.to("secrets", name), "expected a secret"));
    }
    return optionalSecret(name);
  }

  /** A secret that may be there. */
  public SettingsCheck optionalSecret(String name) {
    knownSecrets.add(name);
    return this;
  }

  /** Something else that is wrong with a setting. */
  public SettingsCheck wrong(String name, String message) {
    places.add(Place.at(Pointer.to("settings", name), message));
    return this;
  }

  /** All that is wrong; empty if nothing is. */
  public List<Place> places() {
    settings.values().keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> wrong(name, "unknown to this type of destination"));
    secrets.stream()
        .filter(name -> !knownSecrets.contains(name))
        .sorted()
        .forEach(
            name ->
                places.add(
                    Place.at(Pointer.to("secrets", name), "unknown to this type of destination")));
    return List.copyOf(places);
  }

  private boolean present(String name) {
    known.add(name);
    return settings.values().containsKey(name);
  }

  /** Whether a text is an address one can call. */
  public static boolean isUrl(String text) {
    try {
      URI uri = URI.create(text);
      boolean http =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return http && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (IllegalArgumentException notAUri) {
      return false;
    }
  }
}
