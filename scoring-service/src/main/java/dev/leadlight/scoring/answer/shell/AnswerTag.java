package dev.leadlight.scoring.answer.shell;

import dev.leadlight.contracts.json.ContractJson;
import jakarta.ws.rs.core.EntityTag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A strong entity tag: the same for the same answer, another for any other. */
final class AnswerTag {

  private static final int BYTES = 16;

  private AnswerTag() {}

  static EntityTag of(Object answer) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(ContractJson.write(answer));
      return new EntityTag(
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
