package dev.leadlight.ingest.tracking.shell;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that never end, or never come, end by themselves and disturb nobody. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class HostileBodiesTest {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int LONGER_THAN_A_FAREWELL_MILLIS = 1_200;

  @SuppressWarnings("NullAway.Init") // the framework fills it
  @TestHTTPResource
  URL url;

  @Test
  void anEndlessBodyIsRefusedAndItsConnectionClosed() throws IOException {
    assertThat(answerToAnEndlessBody("/v1/batch")).startsWith("HTTP/1.1 413");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/v1/unknown", "/v1/m"})
  void noRouteTakesAnEndlessBody(String path) throws IOException {
    assertThat(answerToAnEndlessBody(path)).startsWith("HTTP/1.1 4");
  }

  @Test
  void whoseBodyHasComeKeepsTheConnectionThoughItWasNotRead() throws Exception {
    try (Wire wire = new Wire(url)) {
      for (int request = 0; request < 2; request++) {
        wire.send(
            "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
                .getBytes(US_ASCII));
        assertThat(wire.answer().status()).isEqualTo(404);
        Thread.sleep(LONGER_THAN_A_FAREWELL_MILLIS);
      }
    }
  }

  @Test
  void aHugeDeclaredLengthIsRefusedWithoutItsBody() throws IOException {
    try (Socket socket = connect()) {
      head(socket, "/v1/batch", "Content-Length: 99999999999999999999");
      assertThat(restOf(socket)).startsWith("HTTP/1.1 4");
    }
    try (Socket socket = connect()) {
      head(socket, "/v1/batch", "Content-Length: 10000000000");
      assertThat(restOf(socket))
          .startsWith("HTTP/1.1 413")
          .contains("application/problem+json", "payload-too-large");
    }
  }

  @Test
  void slowBodiesAreGivenUpWhileOthersAreServed() throws IOException {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Socket socket = connect();
      head(socket, "/v1/track", "Content-Length: 1000");
      socket.getOutputStream().write("{\"event\":".getBytes(US_ASCII));
      slow.add(socket);
    }

    given()
        .header("X-Write-Key", "shop-key")
        .body("{\"event\":\"x\",\"userId\":\"u-quick\"}")
        .post("/v1/track")
        .then()
        .statusCode(200);

    for (Socket socket : slow) {
      try (socket) {
        assertThat(restOf(socket)).startsWith("HTTP/1.1 408").contains("request-timeout");
      }
    }
  }

  @Test
  void aSenderWhoLeavesDoesNoHarm() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (Socket socket = connect()) {
        head(socket, "/v1/batch", "Content-Length: 1000");
        socket.getOutputStream().write("{\"batch\":".getBytes(US_ASCII));
      }
    }
    given()
        .header("X-Write-Key", "shop-key")
        .body("{\"batch\":[]}")
        .post("/v1/b")
        .then()
        .statusCode(200);
  }

  /** Writes until the connection is closed by the other side, then reads what it said. */
  private String answerToAnEndlessBody(String path) throws IOException {
    try (Socket socket = connect()) {
      head(socket, path, "Transfer-Encoding: chunked");
      OutputStream out = socket.getOutputStream();
      byte[] chunk = ("400\r\n" + " ".repeat(1024) + "\r\n").getBytes(US_ASCII);
      long written = 0;
      while (socket.getInputStream().available() == 0) {
        out.write(chunk);
        written += chunk.length;
        assertThat(written).as("accepted without an answer").isLessThan(200_000_000);
      }
      return restOf(socket);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void head(Socket socket, String path, String framing) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nX-Write-Key: shop-key\r\n%s\r\n\r\n"
            .formatted(path, framing);
    socket.getOutputStream().write(head.getBytes(US_ASCII));
  }

  /** Fails by a timeout unless the other side closes the connection. */
  private static String restOf(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }
}
