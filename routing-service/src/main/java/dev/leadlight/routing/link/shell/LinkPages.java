package dev.leadlight.routing.link.shell;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * The pages that links of e-mails lead to. Only their button does something: programs that follow
 * links to look for malice press none.
 */
@ApplicationScoped
public class LinkPages {

  private final Template page;

  LinkPages(@Location("link-page.html") Template page) {
    this.page = page;
  }

  /**
   * HTML.
   *
   * @param button null for a page that only says something
   */
  public Uni<String> page(String title, String text, @Nullable String button) {
    return page.data("title", title).data("text", text).data("button", button).createUni();
  }
}
