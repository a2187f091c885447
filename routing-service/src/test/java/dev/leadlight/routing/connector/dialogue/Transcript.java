package dev.leadlight.routing.connector.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.Golden;
import dev.leadlight.routing.TierChanges;
import dev.leadlight.routing.connector.HttpAnswers;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Outcome;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A dialogue held with answers made up beforehand, written down in the format of HTTP client files.
 *
 * @param outcome null if there were fewer answers than questions
 */
public record Transcript(
    String text, List<HttpCall> calls, @Nullable Outcome outcome, @Nullable String why) {

  /** Holds a dialogue until it ends or the answers do. */
  public static Transcript of(Step first, HttpExchange... answers) {
    Deque<HttpExchange> left = new ArrayDeque<>(Arrays.asList(answers));
    List<HttpCall> calls = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Step step = first;
    while (step instanceof Step.Ask ask) {
      calls.add(ask.call());
      HttpExchange answer = left.poll();
      text.append(written(ask.call()));
      if (answer == null) {
        return new Transcript(text.toString(), calls, null, null);
      }
      text.append("\n### ").append(answer.status()).append("\n\n");
      step = ask.then().apply(answer);
    }
    Step.Over over = (Step.Over) step;
    text.append("# ").append(over.outcome().code()).append('\n');
    assertThat(left).as("answers nobody asked for").isEmpty();
    return new Transcript(text.toString(), calls, over.outcome(), over.why());
  }

  /** An answer with a body. */
  public static HttpExchange answer(int status, String body) {
    return answer(status, body, Map.of());
  }

  /** An answer with headers, their names in lower case. */
  public static HttpExchange answer(int status, String body, Map<String, String> headers) {
    Outcome outcome = HttpAnswers.classify(status, headers.get("retry-after"), TierChanges.T0);
    return new HttpExchange(new Answer(outcome, status, body), headers, body);
  }

  /** Fails with a readable difference unless it reads like the file. */
  public void assertSame(String file) throws IOException {
    assertThat(text).isEqualTo(Golden.text("golden/" + file));
  }

  private static String written(HttpCall call) {
    HttpMessage message = call.message();
    StringBuilder text = new StringBuilder(message.method() + " " + call.target() + "\n");
    new TreeMap<>(message.headers())
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return message.body().isEmpty()
        ? text.toString()
        : text.append('\n').append(pretty(message.body())).append('\n').toString();
  }

  private static String pretty(String body) {
    try {
      ObjectMapper mapper = ContractJson.mapper();
      return mapper.readTree(body).toPrettyString();
    } catch (IOException aForm) {
      return body;
    }
  }
}
