package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.link.shell.Links;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Which lead somebody means who may know it by another id. */
@ApplicationScoped
public class LeadNames {

  private final AssignmentStore store;
  private final Links links;

  LeadNames(AssignmentStore store, Links links) {
    this.store = store;
    this.links = links;
  }

  /**
   * The lead that is known by the key of one of its identities, or by the id of a lead that has
   * become one with it. One round trip; three if nothing is open under the id itself.
   *
   * @return the id itself if nothing is open of any such lead
   */
  public Uni<String> leadKnownAs(String id) {
    return store
        .leadUnder(id, List.of())
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found)
                    : store.latestChange(id).chain(change -> leadOfOld(id, change)))
        .map(found -> found.orElse(id));
  }

  /** What the lead was called before it took another one in is a key of its identities. */
  private Uni<Optional<String>> leadOfOld(String id, Optional<String> latestChange) {
    List<String> before =
        latestChange.map(AssignmentRows::identities).map(links::hidden).orElse(List.of());
    return before.isEmpty() ? Uni.createFrom().item(Optional.empty()) : store.leadUnder(id, before);
  }
}
