package dev.leadlight.routing.link.shell;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The pages that links of e-mails lead to. Only their button does something: programs that follow
 * links to look for malice press none.
 */
@ApplicationScoped
public class LinkPages {

  /** The page is all there is: nothing is loaded, nobody frames it, and its form is for us. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final Template page;

  LinkPages(@Location("link-page.html") Template page) {
    this.page = page;
  }

  /**
   * What a page says.
   *
   * @param language in which, BCP 47
   * @param button null for a page that only says something
   */
  public record Words(String language, String title, String text, @Nullable String button) {

    /** In English, as reps get their mails. */
    public static Words of(String title, String text, @Nullable String button) {
      return new Words("en", title, text, button);
    }
  }

  /** HTML. Its address is a credential, so nobody keeps it or is told of it. */
  public Uni<RestResponse<String>> page(Words words) {
    return html(words).map(html -> answer(RestResponse.Status.OK, html));
  }

  /** HTML for a link that is none: 404, for programs as well. */
  public Uni<RestResponse<String>> noSuchLink(Words words) {
    return html(words).map(html -> answer(RestResponse.Status.NOT_FOUND, html));
  }

  private Uni<String> html(Words words) {
    return page.data("page", words).createUni();
  }

  private static RestResponse<String> answer(RestResponse.Status status, String html) {
    return RestResponse.ResponseBuilder.create(status, html)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
