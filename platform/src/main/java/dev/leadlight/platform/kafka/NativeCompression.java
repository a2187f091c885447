package dev.leadlight.platform.kafka;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;

/**
 * Has Kafka's clients compress by the native library of lz4-java. Left to itself the library takes
 * it only if it was loaded by the JVM's own class loader, which an application packaged by Quarkus
 * is not; what is written in Java takes two to three times the processor time. Once loaded, it is
 * what {@link LZ4Factory#fastestInstance} answers.
 */
@ApplicationScoped
public class NativeCompression {

  private static final Logger LOG = Logger.getLogger(NativeCompression.class);

  void load(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
    try {
      LZ4Factory.nativeInstance();
    } catch (LinkageError | AssertionError none) {
      LOG.debugf("LZ4 in Java: %s", none); // for other processors, and in native executables
    }
  }
}
