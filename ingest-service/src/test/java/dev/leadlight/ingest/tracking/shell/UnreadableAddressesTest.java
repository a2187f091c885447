package dev.leadlight.ingest.tracking.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.ingest.tracking.shell.Wire.Answer;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that are no URIs, which no client library would send as they are. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class UnreadableAddressesTest {

  @SuppressWarnings("NullAway.Init") // the framework fills it
  @TestHTTPResource
  URL url;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/anything?x=%zz",
        "/%zz",
        "/pixel/v1/track?event=a|b",
        "/pixel/v1/track?event={a}",
        "/v1/track^",
        "/v1/webhooks/%",
        "/q/health?x=%zz",
        "http://localhost:8081/v1/track?x=%zz",
        "http://|/v1/track",
        "%zz"
      })
  void theyAreRefusedWithAProblem(String address) throws IOException {
    try (Wire wire = new Wire(url)) {
      wire.send(get(address, "X-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\n"));
      isRefused(wire.answer());
    }
  }

  @Test
  void anotherRequestMayFollowEvenAfterABody() throws IOException {
    try (Wire wire = new Wire(url)) {
      wire.send(
          Wire.bytes(
              "POST /v1/track?x=%zz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"));
      isRefused(wire.answer());
      wire.send(get("/q/health/live", ""));
      assertThat(wire.answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live?x=%7C", "/q/health/live?x=%E2%82%AC&y=[1]"})
  void othersAreNot(String address) throws IOException {
    try (Wire wire = new Wire(url)) {
      wire.send(get(address, ""));
      assertThat(wire.answer().status()).isEqualTo(200);
    }
  }

  private static byte[] get(String address, String headers) {
    return Wire.bytes("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
  }

  private static void isRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("/problems/invalid-request");
  }
}
