package dev.leadlight.scoring.answer.shell;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.json.ContractJson;
import jakarta.ws.rs.core.EntityTag;

/** A strong entity tag: the same for the same answer, another for any other. */
final class AnswerTag {

  private AnswerTag() {}

  static EntityTag of(Object answer) {
    return new EntityTag(Sha256.id(ContractJson.write(answer)));
  }
}
