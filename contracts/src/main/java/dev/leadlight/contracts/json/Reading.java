package dev.leadlight.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a document.
 *
 * @param value what it says, or null when it has errors
 * @param errors what is wrong and where; empty exactly when there is a value
 */
public record Reading<T>(@Nullable T value, List<Place> errors) {

  public Reading {
    errors = List.copyOf(errors);
  }

  /** Of a document that is right. */
  public static <T> Reading<T> of(T value) {
    return new Reading<>(value, List.of());
  }

  /** Of a document with errors. */
  public static <T> Reading<T> refused(List<Place> errors) {
    return new Reading<>(null, errors);
  }

  /** Of a document that was checked and is of that shape. */
  public static <T> Reading<T> of(JsonNode document, Class<T> type) {
    try {
      return of(ContractJson.read(ContractJson.write(document), type));
    } catch (IOException e) {
      return refused(List.of(Place.at("", "a value is out of range")));
    }
  }
}
