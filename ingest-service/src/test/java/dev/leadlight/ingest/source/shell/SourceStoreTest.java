package dev.leadlight.ingest.source.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.ingest.source.Limits;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.webhook.shell.VendorRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources change while the service runs, and no mistake takes away those that were there. */
class SourceStoreTest {

  private static final String TILL =
      """
      leadlight.ingest.sources.till.write-keys=till-key
      leadlight.ingest.sources.till.channel=in_store
      """;

  @SuppressWarnings("NullAway.Init") // the framework fills it
  @TempDir
  Path directory;

  @Test
  void readsProperties() throws IOException {
    Path file = write("sources.properties", TILL);

    Source till = store(file).sources().find("till-key").orElseThrow();

    assertThat(till.name()).isEqualTo("till");
    assertThat(till.channel()).isEqualTo(Channel.IN_STORE);
    assertThat(till.allowedOrigins()).isEmpty();
  }

  @Test
  void readsYaml() throws IOException {
    Path file =
        write(
            "sources.yaml",
            """
            leadlight:
              ingest:
                sources:
                  shop.example:
                    write-keys:
                      - new-key
                      - sha256:4aa7ffda4afa9454cffc982d6b7cbad83ab477341d6127cbbecd4cd9f866a279
                    allowed-origins: [https://shop.example, https://m.shop.example]
                    limits:
                      events-per-second: 50.5
                      burst: 200
            """);

    SourceStore store = store(file);

    Source shop = store.sources().find("new-key").orElseThrow();
    assertThat(shop.allowedOrigins())
        .containsExactlyInAnyOrder("https://shop.example", "https://m.shop.example");
    assertThat(shop.limits()).contains(new Limits(OptionalDouble.of(50.5), OptionalLong.of(200)));
    assertThat(store.sources().find("till-key")).contains(shop);
  }

  @Test
  void tellsASourceThatMaySendAnyNumberFromOneThatSaysNothing() throws IOException {
    Path file =
        write(
            "sources.yaml",
            """
            leadlight:
              ingest:
                sources:
                  shop: {write-keys: shop-key, limits: {events-per-second: unlimited}}
                  till: {write-keys: till-key}
            """);

    SourceStore store = store(file);

    assertThat(store.sources().find("shop-key").orElseThrow().limits()).contains(Limits.NONE);
    assertThat(store.sources().find("till-key").orElseThrow().limits()).isEmpty();
  }

  @Test
  void putsAChangeInForceOnceTheFileKeepsStill() throws IOException {
    Path file = write("sources.properties", TILL);
    SourceStore store = store(file);
    write("sources.properties", TILL.replace("till-key", "till-key,next-key"));

    store.refresh();
    assertThat(store.sources().find("next-key")).isEmpty();
    store.refresh();

    assertThat(store.sources().find("next-key")).isPresent();
    assertThat(store.sources().find("till-key")).isPresent();
    assertThat(store.warning()).isEmpty();
  }

  @Test
  void followsAMountWhoseLinkIsSwapped() throws IOException {
    Path before = Files.createDirectory(directory.resolve("before"));
    Path after = Files.createDirectory(directory.resolve("after"));
    Files.writeString(before.resolve("sources.properties"), TILL);
    Files.writeString(after.resolve("sources.properties"), TILL.replace("till-key", "next-key"));
    Path mount = Files.createSymbolicLink(directory.resolve("mount"), before);
    SourceStore store = store(mount.resolve("sources.properties"));

    Files.delete(mount);
    Files.createSymbolicLink(mount, after);
    store.refresh();
    store.refresh();

    assertThat(store.sources().find("till-key")).isEmpty();
    assertThat(store.sources().find("next-key")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leadlight.ingest.sources.till.write-keys=secret-key\nleadlight.ingest.sources.shop.write-keys=secret-key",
        "leadlight.ingest.sources.till.write-keys=secret-key\nleadlight.ingest.sources.till.channel=secret-key",
        "leadlight.ingest.sources.till.write-keys.secret-key=x",
        "leadlight.ingest.sources.till.write-keys=sha256:secret-key",
        "leadlight.ingest.sources.till.limits.events-per-second=secret-key",
        "leadlight.ingest.sources.till.limits.events-per-second=0",
        "leadlight.ingest.sources.till.limits.burst=5",
        "leadlight.ingest.sources.till.limits.events-per-second=unlimited\nleadlight.ingest.sources.till.limits.burst=5",
        "leadlight.ingest.sources.till.colour=secret-key",
        "secret-key=1",
        "leadlight.ingest.sources.till.webhook.vendor=shopify",
        "leadlight.ingest.sources.till.webhook.vendor=secret-key\nleadlight.ingest.sources.till.webhook.secrets=secret-key",
        "leadlight.ingest.sources.till.webhook.vendor=square\nleadlight.ingest.sources.till.webhook.secrets=secret-key",
        "leadlight.ingest.sources.till.webhook.vendor=shopify\nleadlight.ingest.sources.till.webhook.secrets=file:/no/such/file",
        "leadlight.ingest.sources.till.webhook.vendor=zapier\nleadlight.ingest.sources.till.webhook.secrets=file:/dev/null",
        "leadlight.ingest.sources.configured.write-keys=secret-key",
        "leadlight.ingest.sources.till.write-keys=\\u00zzsecret-key"
      })
  void aMistakeLeavesTheSourcesAsTheyWereAndIsToldWithoutAKey(String mistake) throws IOException {
    Path file = write("sources.properties", TILL);
    SourceStore store = store(file);

    write("sources.properties", mistake);
    store.refresh();
    store.refresh();

    assertThat(store.sources().find("till-key")).isPresent();
    assertThat(store.warning()).get().asString().doesNotContain("secret-key").hasSizeLessThan(300);

    write("sources.properties", TILL);
    store.refresh();
    store.refresh();
    assertThat(store.warning()).isEmpty();
  }

  @Test
  void namesThePlaceOfAMistake() throws IOException {
    Path file = write("sources.yml", "leadlight:\n  ingest: {}\n  ]:\n");
    assertThatThrownBy(() -> store(file)).hasMessage(file + " is not proper YAML at line 3");

    write("sources.yml", "leadlight: {ingest: {sources: {till: {channel: nowhere}}}}");
    assertThatThrownBy(() -> store(file))
        .hasMessage(file + " is wrong at leadlight.ingest.sources.till.channel");

    write("sources.yml", "leadlight: {ingest: {sources: {}}}\nleadlight: {}");
    assertThatThrownBy(() -> store(file)).hasMessage(file + " is not proper YAML at line 2");

    write("sources.yml", "just text");
    assertThatThrownBy(() -> store(file)).hasMessage(file + " holds no settings");
  }

  @Test
  void aFileThatGoesAwayChangesNothing() throws IOException {
    Path file = write("sources.properties", TILL);
    SourceStore store = store(file);

    Files.delete(file);
    store.refresh();
    store.refresh();

    assertThat(store.sources().find("till-key")).isPresent();
    assertThat(store.warning()).contains(file + " cannot be read: NoSuchFileException");
  }

  @Test
  void anEmptyFileTakesItsSourcesAway() throws IOException {
    Path file =
        write("sources.yaml", "leadlight: {ingest: {sources: {till: {write-keys: till-key}}}}");
    SourceStore store = store(file);

    write("sources.yaml", "");
    store.refresh();
    store.refresh();

    assertThat(store.warning()).isEmpty();
    assertThat(store.sources().find("till-key")).isEmpty();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** With a source of the service's own configuration beside the file's. */
  private SourceStore store(Path file) {
    SourceConfig.Settings none =
        new SourceFile(Path.of("service.properties"))
            .parse(
                new SourceFile.Look(
                    "leadlight.ingest.sources.configured.write-keys=configured-key", ""))
            .byName()
            .get("configured");
    return new SourceStore(
        () -> Map.of("configured", none), () -> Optional.of(file), new VendorRules());
  }
}
