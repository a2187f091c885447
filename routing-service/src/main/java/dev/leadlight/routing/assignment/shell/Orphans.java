package dev.leadlight.routing.assignment.shell;

/**
 * Leads that nobody acts on.
 *
 * @param waiting for somebody to be free
 * @param unserved of these, the ones for whom there is no rep at all
 * @param abandoned held by a rep who has left
 */
record Orphans(long waiting, long unserved, long abandoned) {

  static final Orphans NONE = new Orphans(0, 0, 0);
}
