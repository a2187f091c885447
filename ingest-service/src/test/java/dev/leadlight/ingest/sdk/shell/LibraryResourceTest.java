package dev.leadlight.ingest.sdk.shell;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
@SuppressWarnings("NullAway.Init")
class LibraryResourceTest {

  @TestHTTPResource("/sdk/leadlight.js")
  URI library;

  @Test
  void weighsLessThanFourKilobytes() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(library).header("Accept-Encoding", "gzip").build();

    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.body()).hasSizeLessThan(4096);
    byte[] script = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    assertThat(new String(script, StandardCharsets.UTF_8)).contains("window.leadlight = api");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "br", "gzip;q=0", "identity"})
  void isPlainForWhoCannotUnpackIt(String taken) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(library);
    if (!taken.isEmpty()) {
      request.header("Accept-Encoding", taken);
    }

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(answer.headers().allValues("Vary"))
        .anyMatch(vary -> vary.contains("Accept-Encod"))
        .contains("Origin");
    assertThat(answer.body()).contains("window.leadlight = api");
  }

  @Test
  void anyPageMayLoadItAndKeepItForAWhile() {
    given()
        .header("Origin", "https://any.example")
        .get("/sdk/leadlight.js")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/javascript"))
        .header("Access-Control-Allow-Origin", equalTo("https://any.example"))
        .header("Cross-Origin-Resource-Policy", equalTo("cross-origin"))
        .header("Cache-Control", containsString("max-age=300"));
  }

  @Test
  void isNotSentTwiceToWhoHasIt() {
    String tag = given().get("/sdk/leadlight.js").header("ETag");

    given()
        .header("If-None-Match", tag)
        .get("/sdk/leadlight.js")
        .then()
        .statusCode(304)
        .header("ETag", equalTo(tag));
  }

  @Test
  void thereIsNothingElse() {
    given().get("/sdk/other.js").then().statusCode(404);
  }
}
