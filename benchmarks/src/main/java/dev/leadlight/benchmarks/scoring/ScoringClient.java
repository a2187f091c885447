package dev.leadlight.benchmarks.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a benchmark asks of scoring-service beside the load: one request after the other. */
record ScoringClient(String url) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  static ScoringClient at(int port) {
    return new ScoringClient("http://127.0.0.1:" + port);
  }

  /** The answer as JSON; missing if it is not a 200. */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = HTTP.send(request(path).build(), BodyHandlers.ofString());
    return answer.statusCode() == 200
        ? ContractJson.mapper().readTree(answer.body())
        : ContractJson.mapper().missingNode();
  }

  JsonNode post(String path, String yaml) throws IOException, InterruptedException {
    HttpRequest question =
        request(path)
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(yaml))
            .build();
    HttpResponse<String> answer = HTTP.send(question, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return ContractJson.mapper().readTree(answer.body());
  }

  /** A metric without tags; 0 as long as it is not there. */
  double metric(String name) throws IOException, InterruptedException {
    String all = HTTP.send(request("/q/metrics").build(), BodyHandlers.ofString()).body();
    return all.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + ScoringRecipe.TOKEN);
  }
}
