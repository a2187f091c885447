package dev.leadlight.routing.playbook.shell;

import dev.leadlight.routing.delivery.shell.Destinations;
import dev.leadlight.routing.playbook.Playbook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The playbooks in force: the starter ones. */
@ApplicationScoped
class Playbooks {

  private final List<Playbook> all;
  private final List<Playbook> active;

  Playbooks(Destinations destinations) {
    this.all = PlaybookReader.starter();
    this.active = all.stream().map(playbook -> playbook.limitedTo(destinations.names())).toList();
  }

  /** As they are written. */
  List<Playbook> all() {
    return all;
  }

  /** With the actions that have a destination. */
  List<Playbook> active() {
    return active;
  }
}
