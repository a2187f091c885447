package dev.leadlight.local.infrastructure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service of ours how it is. */
public final class ServiceHealth {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private ServiceHealth() {}

  /**
   * The HTTP status of an answer.
   *
   * @param check {@code ready} or {@code live}
   */
  public static int status(int port, String check) throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/" + check))
            .timeout(Duration.ofSeconds(5))
            .build();
    return HTTP.send(question, BodyHandlers.discarding()).statusCode();
  }
}
