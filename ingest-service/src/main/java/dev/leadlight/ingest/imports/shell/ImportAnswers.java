package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.State;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * Answers about an import, with the names of the IETF's draft "Resumable Uploads for HTTP": where
 * to go on, and whether that is necessary.
 */
final class ImportAnswers {

  static final String OFFSET = "Upload-Offset";
  static final String COMPLETE = "Upload-Complete";

  private static final String RETRY_SECONDS = "5";

  static RestResponse<Object> created(ImportState state) {
    return with(ResponseBuilder.<Object>create(Status.CREATED), state)
        .entity(ImportView.of(state))
        .build();
  }

  static RestResponse<Object> ok(ImportState state) {
    return with(ResponseBuilder.<Object>create(Status.OK), state)
        .entity(ImportView.of(state))
        .build();
  }

  static RestResponse<Object> offset(ImportState state) {
    return with(ResponseBuilder.<Object>create(Status.NO_CONTENT), state)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  static RestResponse<Object> interrupted(ImportInterruptedException interruption) {
    Problem problem = interruption.problem();
    ResponseBuilder<Object> answer =
        with(ResponseBuilder.<Object>create(problem.status()), interruption.state())
            .entity(problem)
            .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    return problem.status() == Status.SERVICE_UNAVAILABLE.getStatusCode()
        ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build()
        : answer.build();
  }

  private static ResponseBuilder<Object> with(ResponseBuilder<Object> answer, ImportState state) {
    return answer
        .header(HttpHeaders.LOCATION, "/v1/imports/" + state.id())
        .header(OFFSET, state.offset())
        .header(COMPLETE, state.state() == State.COMPLETE ? "?1" : "?0");
  }

  private ImportAnswers() {}
}
