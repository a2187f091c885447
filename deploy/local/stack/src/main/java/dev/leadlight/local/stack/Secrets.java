package dev.leadlight.local.stack;

import dev.leadlight.local.stack.service.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Secrets made at the first start and kept in the data directory, readable by its owner alone.
 *
 * @param identity under which identities become keys; another one would orphan every lead
 * @param webhook signs the generic webhook
 * @param sealingKey under which destinations' secrets lie in the database
 */
record Secrets(String operatorToken, String identity, String webhook, String sealingKey) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Secrets in(Path data, Optional<String> operatorToken) throws IOException {
    Path directory = data.resolve("secrets");
    String token =
        operatorToken.isPresent()
            ? operatorToken.get()
            : once(directory.resolve("operator-token"), url(24));
    return new Secrets(
        token,
        once(directory.resolve("identity"), url(32)),
        once(
            directory.resolve("webhook"),
            "whsec_" + Base64.getEncoder().encodeToString(random(32))),
        once(directory.resolve("sealing-key"), Base64.getEncoder().encodeToString(random(32))));
  }

  private static String once(Path file, String fresh) throws IOException {
    if (!Files.exists(file)) {
      PrivateFile.write(file, fresh);
    }
    return Files.readString(file).strip();
  }

  private static String url(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes));
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
