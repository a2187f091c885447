package dev.leadlight.routing.assignment.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.assignment.Assignment;
import dev.leadlight.routing.assignment.AssignmentState;
import dev.leadlight.routing.assignment.Candidate;
import dev.leadlight.routing.assignment.Decision;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.RepDraft;
import dev.leadlight.routing.assignment.Requirement;
import dev.leadlight.routing.assignment.Standing;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Between rows and values. */
final class AssignmentRows {

  private static final TypeReference<Map<String, Standing>> STANDINGS = new TypeReference<>() {};
  private static final TypeReference<List<CandidateView>> CANDIDATES = new TypeReference<>() {};

  private static final TypeReference<TierChange> CHANGE = new TypeReference<>() {};

  static Tuple insertion(Assignment lead, Decision decision, @Nullable Instant dueAt, Instant now) {
    boolean given = decision.rep() != null;
    Requirement requirement = lead.requirement();
    return Tuple.tuple()
        .addString(lead.id())
        .addString(lead.leadId())
        .addString(lead.tierChangeId())
        .addString(lead.action())
        .addString((given ? AssignmentState.ASSIGNED : AssignmentState.WAITING).label())
        .addString(decision.rep())
        .addDouble(lead.score())
        .addString(requirement.territory())
        .addString(requirement.store())
        .addString(requirement.skill())
        .addLong(lead.respondWithin().toSeconds())
        .addArrayOfString(lead.hadIt().stream().sorted().toArray(String[]::new))
        .addOffsetDateTime(at(lead.createdAt()))
        .addString(decision.ground().code())
        .addString(candidates(decision))
        .addOffsetDateTime(given ? at(now) : null)
        .addOffsetDateTime(dueAt == null ? null : at(dueAt))
        .addDouble(lead.worth())
        .addArrayOfString(lead.identityKeys().toArray(String[]::new));
  }

  static Tuple raise(String id, Assignment lead) {
    return Tuple.of(id, lead.score(), lead.worth(), lead.identityKeys().toArray(String[]::new));
  }

  static Tuple gift(Assignment lead, Decision decision, @Nullable Instant dueAt, Instant now) {
    return Tuple.tuple()
        .addString(lead.id())
        .addString(decision.rep())
        .addString(decision.ground().code())
        .addString(candidates(decision))
        .addOffsetDateTime(at(now))
        .addOffsetDateTime(dueAt == null ? null : at(dueAt));
  }

  static Assignment assignment(Row row) {
    return new Assignment(
        row.getString("id"),
        row.getString("lead_id"),
        row.getString("tier_change_id"),
        row.getString("action"),
        AssignmentState.ofLabel(row.getString("state")).orElseThrow(),
        row.getString("rep_id"),
        row.getDouble("score"),
        row.getDouble("worth"),
        List.of(row.getArrayOfStrings("identity_keys")),
        requirement(row),
        Duration.ofSeconds(row.getLong("respond_within")),
        Set.of(row.getArrayOfStrings("had_it")),
        row.getOffsetDateTime("created_at").toInstant());
  }

  /** The identities of a lead at a tier change that is stored as JSON. */
  static List<Identity> identities(String change) {
    return read(change, CHANGE).identities();
  }

  static Requirement requirement(Row row) {
    return new Requirement(
        row.getString("territory"), row.getString("store"), row.getString("skill"));
  }

  static AssignmentView view(Row row) {
    return new AssignmentView(
        row.getString("id"),
        row.getString("lead_id"),
        row.getString("tier_change_id"),
        row.getString("state"),
        row.getString("rep_id"),
        row.getDouble("score"),
        row.getDouble("worth"),
        requirement(row),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row, "assigned_at"),
        instant(row, "due_at"),
        instant(row, "acknowledged_at"),
        row.getString("acknowledged_by"),
        instant(row, "ended_at"),
        row.getString("end_reason"));
  }

  static AssignmentDetail detail(Row row) {
    return new AssignmentDetail(
        view(row),
        row.getString("ground"),
        List.of(row.getArrayOfStrings("had_it")),
        read(row.getString("candidates"), CANDIDATES));
  }

  /** What was stored was checked before. */
  static Rep rep(Row row) {
    String id = row.getString("id");
    Rep rep = Objects.requireNonNull(draft(row).check(id).value(), id);
    return row.getOffsetDateTime("departed_at") == null ? rep : rep.departed();
  }

  static RepDraft draft(Row row) {
    return read(row.getString("document"), new TypeReference<>() {});
  }

  static Map<String, Standing> standings(String json) {
    return read(json, STANDINGS);
  }

  static String text(Object value) {
    return new String(ContractJson.write(value), StandardCharsets.UTF_8);
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reader) {
    return StreamSupport.stream(rows.spliterator(), false).map(reader).toList();
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime moment = row.getOffsetDateTime(column);
    return moment == null ? null : moment.toInstant();
  }

  private static String candidates(Decision decision) {
    return text(decision.candidates().stream().map(AssignmentRows::candidate).toList());
  }

  private static CandidateView candidate(Candidate candidate) {
    return new CandidateView(
        candidate.rep(),
        candidate.skipped() == null ? null : candidate.skipped().code(),
        candidate.owed());
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return ContractJson.mapper().readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException("stored JSON is unreadable", e);
    }
  }

  private AssignmentRows() {}
}
