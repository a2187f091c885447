package dev.leadlight.routing.delivery.shell;

import dev.leadlight.platform.page.PageCursor;
import dev.leadlight.routing.delivery.DeliveryState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.quarkus.panache.common.Sort.Direction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries and their attempts, for people to look at. */
@ApplicationScoped
public class DeliveryStore {

  private static final Sort NEWEST_FIRST =
      Sort.by("plannedAt", Direction.Descending).and("id", Direction.Descending);

  /**
   * What is asked for: what is null does not matter.
   *
   * @param after starts behind that place
   */
  record Wanted(
      @Nullable DeliveryState state,
      @Nullable String leadId,
      @Nullable String destination,
      @Nullable String reason,
      @Nullable String playbook,
      @Nullable PageCursor after) {}

  /** A page, newest first. */
  Uni<DeliveryPage> page(Wanted wanted, int limit) {
    Map<String, Object> parameters = new HashMap<>();
    putIfAsked(parameters, "state", wanted.state() == null ? null : wanted.state().label());
    putIfAsked(parameters, "leadId", wanted.leadId());
    putIfAsked(parameters, "destination", wanted.destination());
    putIfAsked(parameters, "reason", wanted.reason());
    putIfAsked(parameters, "playbook", wanted.playbook());
    List<String> conditions = new ArrayList<>();
    parameters.keySet().forEach(name -> conditions.add(name + " = :" + name));
    PageCursor after = wanted.after();
    if (after != null) {
      conditions.add("(plannedAt < :plannedAt or (plannedAt = :plannedAt and id < :id))");
      parameters.put("plannedAt", after.at());
      parameters.put("id", after.id());
    }
    String where = conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
    return Panache.withSession(
            () ->
                DeliveryEntity.<DeliveryEntity>find(where, NEWEST_FIRST, parameters)
                    .range(0, limit)
                    .list())
        .map(rows -> page(rows, limit));
  }

  private static void putIfAsked(
      Map<String, Object> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  /** One delivery with its attempts. */
  public Uni<Optional<DeliveryDetail>> find(String id) {
    return Panache.withSession(
        () ->
            DeliveryEntity.<DeliveryEntity>findById(id)
                .chain(
                    row ->
                        row == null
                            ? Uni.createFrom().item(Optional.empty())
                            : attempts(id).map(tries -> Optional.of(detail(row, tries)))));
  }

  private static Uni<List<AttemptEntity>> attempts(String deliveryId) {
    return AttemptEntity.list("deliveryId", Sort.by("number"), deliveryId);
  }

  /** One row more than asked for tells whether there is a next page. */
  private static DeliveryPage page(List<DeliveryEntity> rows, int limit) {
    List<DeliveryView> shown = rows.stream().limit(limit).map(DeliveryEntity::view).toList();
    String next = null;
    if (rows.size() > limit) {
      DeliveryView last = shown.get(limit - 1);
      next = PageCursor.of(last.plannedAt(), last.id()).text();
    }
    return new DeliveryPage(shown, next);
  }

  private static DeliveryDetail detail(DeliveryEntity row, List<AttemptEntity> attempts) {
    return new DeliveryDetail(row.view(), attempts.stream().map(AttemptEntity::view).toList());
  }
}
