package dev.leadlight.ingest.sdk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.sdk.shell.ShopBrowser.Visitor;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * The storefront library in a real browser, on pages of another origin than ours, up to a real
 * Kafka.
 */
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
@SuppressWarnings("NullAway.Init")
abstract class LibraryInChromium {

  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String SHOP = "https://shop.example/";
  static final String BOTH = "leadlight.consent({ analytics: true, marketing: false })";

  private static ShopBrowser browser;

  @TestHTTPResource("/")
  URI host;

  Infrastructure infrastructure;
  Visitor visitor;

  /** Stands in every event of a test, so that it finds its own. */
  final String mark = UUID.randomUUID().toString();

  @BeforeAll
  static void launch() {
    browser = new ShopBrowser();
  }

  @AfterAll
  static void quit() {
    browser.close();
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  /** A new visitor opens a page of a shop with the library. */
  final Page open(String path) {
    visit(scriptTag("shop-key"));
    return visitor.open(SHOP + path);
  }

  /** A new visitor of shops whose pages have this body. */
  final void visit(String body) {
    visitor = browser.visitor(body);
  }

  final String scriptTag(String writeKey) {
    return "<script src='%ssdk/leadlight.js' data-write-key='%s' data-publishable-key='public'></script>"
        .formatted(host, writeKey);
  }

  /** This test's track events in Kafka. */
  final List<ShopperEvent> events() {
    return events(event -> mark.equals(event.properties().get("mark")));
  }

  private List<ShopperEvent> events(Predicate<ShopperEvent> wanted) {
    return TopicRecords.read(infrastructure.kafkaBootstrapServers(), Topics.EVENTS, record -> true)
        .stream()
        .map(record -> read(record.value()))
        .filter(wanted)
        .toList();
  }

  /** Waits until so many different events of this test are in Kafka. */
  final List<ShopperEvent> awaitEvents(int count) {
    return awaitEvents(count, event -> mark.equals(event.properties().get("mark")));
  }

  final List<ShopperEvent> awaitEvents(int count, Predicate<ShopperEvent> wanted) {
    List<ShopperEvent> found = new ArrayList<>();
    eventually(
        () -> {
          found.clear();
          found.addAll(events(wanted));
          assertThat(found.stream().map(ShopperEvent::id).distinct()).hasSize(count);
        });
    return found;
  }

  /** Waits for a claim to become true while the tabs live on. */
  final void eventually(Runnable claim) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      visitor.idle();
      try {
        claim.run();
        return;
      } catch (AssertionError notYet) {
        if (Instant.now().isAfter(end)) {
          throw notYet;
        }
      }
    }
  }

  static ShopperEvent named(List<ShopperEvent> events, String signal) {
    return events.stream()
        .filter(event -> event.signal().name().equals(signal))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  static List<String> storedKeys(Page page) {
    return (List<String>) page.evaluate("Object.keys(localStorage)");
  }

  static List<String> messageIds(Request request) {
    try {
      return ContractJson.mapper()
          .readTree(request.postDataBuffer())
          .at("/batch")
          .findValuesAsText("messageId");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ShopperEvent read(byte[] value) {
    try {
      return ContractJson.read(value, ShopperEvent.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
