package dev.leadlight.local.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The machine's own browser, for tests that need one. */
public final class Chromium {

  /**
   * In a container nobody may make the sandbox; tests open only pages of their own. And pages of
   * shops that exist in a test alone have to reach this machine's services.
   */
  public static final List<String> ARGUMENTS =
      List.of("--no-sandbox", "--disable-features=LocalNetworkAccessChecks");

  private static final String SETTING = "LEADLIGHT_CHROMIUM";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private Chromium() {}

  /**
   * Where it is: what the environment's {@code LEADLIGHT_CHROMIUM} names, else the first one on the
   * path.
   *
   * @throws IllegalStateException if there is none
   */
  public static Path path() {
    String named = System.getenv(SETTING);
    return (named == null ? onPath() : Stream.of(Path.of(named)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "This test drives Chromium, and there is none: install it (apt-get install"
                        + " chromium), or name one in "
                        + SETTING
                        + "."));
  }

  private static Stream<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin");
    return Stream.of(path.split(":", -1))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)));
  }
}
