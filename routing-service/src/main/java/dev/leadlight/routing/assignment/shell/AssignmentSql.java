package dev.leadlight.routing.assignment.shell;

/** The statements of reps and assignments. */
final class AssignmentSql {

  private static final String COLUMNS =
      " id, lead_id, tier_change_id, action, state, rep_id, score, worth, identity_keys, territory,"
          + " store, skill, respond_within, had_it, created_at";

  /** The most valuable first; of equals the hottest, then whoever came first. */
  private static final String BEST_FIRST = " order by worth desc, score desc, created_at, id";

  private static final String ALL_COLUMNS =
      COLUMNS
          + ", ground, candidates, assigned_at, due_at, acknowledged_at, acknowledged_by, ended_at,"
          + " end_reason";

  static final String LOCK = "select roster, standings from rotation for update";

  static final String PEEK = "select roster, standings from rotation";

  static final String REPS = "select id, document, departed_at from rep order by id";

  static final String SAVE_STANDINGS = "update rotation set standings = $1";

  static final String TOUCH_ROSTER = "update rotation set roster = roster + 1";

  static final String PUT_REP =
      """
      insert into rep (id, document, assignee, updated_at) values ($1, $2, $3, $4)
      on conflict (id) do update
      set document = $2, assignee = $3, updated_at = $4, departed_at = null""";

  static final String KNOWS_REP = "select exists (select from rep where id = $1) as known";

  static final String DEPART =
      "update rep set departed_at = $2, updated_at = $2 where id = $1 and departed_at is null";

  static final String LATEST_OF_LEAD =
      "select"
          + COLUMNS
          + " from assignment where lead_id = $1 order by ended_at is null desc,"
          + " created_at desc, id limit 1";

  static final String INSERT =
      """
      insert into assignment (id, lead_id, tier_change_id, action, state, rep_id, score, territory,
        store, skill, respond_within, had_it, created_at, ground, candidates, assigned_at, due_at,
        worth, identity_keys)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
      on conflict do nothing""";

  static final String GIVE =
      """
      update assignment
      set state = 'assigned', rep_id = $2, ground = $3, candidates = $4, assigned_at = $5,
        due_at = $6
      where id = $1 and state = 'waiting'""";

  static final String END =
      """
      update assignment set state = $2, ended_at = $3, end_reason = $4
      where id = $1 and state in ('waiting', 'assigned', 'acknowledged')""";

  static final String RELEASE =
      """
      update assignment set state = 'closed', ended_at = $2, end_reason = 'released'
      where lead_id = $1 and state in ('waiting', 'assigned')""";

  static final String RAISE =
      "update assignment set score = $2, worth = $3, identity_keys = $4 where id = $1";

  /** Of an id that is a lead's, or the key of an identity that the lead is known by. */
  static final String OPEN_UNDER =
      """
      select lead_id from assignment
      where state in ('waiting', 'assigned', 'acknowledged')
        and (lead_id = any ($1) or identity_keys @> array[$2])
      order by lead_id = $2 desc, created_at desc limit 1""";

  static final String LATEST_CHANGE =
      "select document from tier_change where lead_id = $1 order by sequence desc limit 1";

  static final String ACKNOWLEDGE =
      """
      update assignment set state = 'acknowledged', acknowledged_at = $2, acknowledged_by = $3
      where id = $1 and state = 'assigned'
      returning due_at is null or due_at >= $2 as in_time""";

  static final String FIND = "select" + ALL_COLUMNS + " from assignment where id = $1";

  static final String FIND_OPEN =
      "select"
          + COLUMNS
          + " from assignment where id = $1 and state in ('waiting', 'assigned', 'acknowledged')"
          + " for update";

  static final String OVERDUE =
      "select"
          + COLUMNS
          + " from assignment where state = 'assigned' and due_at <= $1 order by due_at limit $2"
          + " for update";

  static final String HELD_BY =
      "select"
          + COLUMNS
          + " from assignment where state in ('assigned', 'acknowledged') and rep_id = $1"
          + BEST_FIRST
          + " for update";

  /** The best of each requirement, so that leads that nobody serves hold up no others. */
  static final String WAITING =
      "select"
          + COLUMNS
          + " from (select a.*, row_number() over (partition by territory, store, skill"
          + BEST_FIRST
          + ") as place from assignment a"
          + " where state = 'waiting') queue where place <= $1"
          + BEST_FIRST;

  static final String DUE =
      """
      select exists (select from assignment where state = 'waiting') as waiting,
        exists (select from assignment where state = 'assigned' and due_at <= $1) as overdue""";

  static final String PAGE =
      "select"
          + ALL_COLUMNS
          + " from assignment where ($1::text is null or rep_id = $1)"
          + " and ($2::text is null or state = $2) and ($3::text is null or lead_id = $3)"
          + " and ($4::timestamptz is null or (created_at, id) < ($4, $5))"
          + " order by created_at desc, id desc limit $6";

  static final String QUEUE =
      "select"
          + ALL_COLUMNS
          + " from assignment where state = 'waiting'"
          + BEST_FIRST
          + " limit $1";

  static final String WAITING_BY_REQUIREMENT =
      """
      select territory, store, skill, count(*) as leads, min(created_at) as oldest
      from assignment where state = 'waiting' group by territory, store, skill""";

  static final String ABANDONED =
      """
      select count(*) as leads from assignment a join rep r on r.id = a.rep_id
      where a.state in ('assigned', 'acknowledged') and r.departed_at is not null""";

  private AssignmentSql() {}
}
