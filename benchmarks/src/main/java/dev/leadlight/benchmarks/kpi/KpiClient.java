package dev.leadlight.benchmarks.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a running feedback-service. */
record KpiClient(int port) {

  static final String JSON = "application/json";
  static final String CSV = "text/csv";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  JsonNode ask(String path) throws IOException, InterruptedException {
    return ContractJson.mapper().readTree(answer(path, JSON));
  }

  /**
   * The bytes of an answer.
   *
   * @param form a media type
   * @throws IOException as well for any answer but 200
   */
  byte[] answer(String path, String form) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + FeedbackRecipe.TOKEN)
                .header("Accept", form)
                .build(),
            BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode());
    }
    return response.body();
  }
}
