package dev.leadlight.routing.playbook.shell;

import dev.leadlight.routing.playbook.Playbook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The playbooks in force: the starter ones. */
@ApplicationScoped
class Playbooks {

  private final List<Playbook> all = PlaybookReader.starter();

  List<Playbook> all() {
    return all;
  }
}
