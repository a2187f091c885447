package dev.leadlight.routing.secret;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where a secret lies. It never holds the secret itself, so it may be shown. */
public sealed interface SecretRef {

  /** A variable of the environment. */
  record Env(String name) implements SecretRef {
    @Override
    public <T> T fold(
        Function<Env, T> env,
        Function<InFile, T> file,
        Function<Setting, T> setting,
        Function<Stored, T> stored) {
      return env.apply(this);
    }

    @Override
    public String label() {
      return ENV + name;
    }
  }

  /** A file, such as a mounted secret of Kubernetes. Read again now and then, so it may change. */
  record InFile(Path path) implements SecretRef {
    @Override
    public <T> T fold(
        Function<Env, T> env,
        Function<InFile, T> file,
        Function<Setting, T> setting,
        Function<Stored, T> stored) {
      return file.apply(this);
    }

    @Override
    public String label() {
      return FILE + path;
    }
  }

  /** A setting of this service; for the destinations that settings describe. */
  record Setting(String name) implements SecretRef {
    @Override
    public <T> T fold(
        Function<Env, T> env,
        Function<InFile, T> file,
        Function<Setting, T> setting,
        Function<Stored, T> stored) {
      return setting.apply(this);
    }

    @Override
    public String label() {
      return "setting:" + name;
    }
  }

  /** Our own database, encrypted. */
  record Stored() implements SecretRef {
    @Override
    public <T> T fold(
        Function<Env, T> env,
        Function<InFile, T> file,
        Function<Setting, T> setting,
        Function<Stored, T> stored) {
      return stored.apply(this);
    }

    @Override
    public String label() {
      return "stored";
    }
  }

  String ENV = "env:";
  String FILE = "file:";

  Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The one dispatch over the four cases. */
  <T> T fold(
      Function<Env, T> env,
      Function<InFile, T> file,
      Function<Setting, T> setting,
      Function<Stored, T> stored);

  /** As people see it: {@code env:NAME}, {@code file:/path}, {@code setting:name}, or stored. */
  String label();

  /** Reads {@code env:NAME} or {@code file:/path}; empty if it is neither. */
  static Optional<SecretRef> parse(String text) {
    if (text.startsWith(ENV)) {
      String name = text.substring(ENV.length());
      return VARIABLE.matcher(name).matches() ? Optional.of(new Env(name)) : Optional.empty();
    }
    if (text.startsWith(FILE) && text.indexOf('\0') < 0) {
      Path path = Path.of(text.substring(FILE.length())).normalize();
      return path.isAbsolute() ? Optional.of(new InFile(path)) : Optional.empty();
    }
    return Optional.empty();
  }
}
