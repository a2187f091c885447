package dev.leadlight.platform.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LentTest {

  private final Promise<String> pool = Promise.promise();
  private final List<String> givenBack = new ArrayList<>();

  @Test
  void whoWaitsGetsIt() {
    UniAssertSubscriber<String> borrower = borrow();

    pool.complete("a connection");

    borrower.assertItem("a connection");
    assertThat(givenBack).isEmpty();
  }

  @Test
  void whatComesWhenNobodyWaitsAnyLongerGoesBack() {
    UniAssertSubscriber<String> borrower = borrow();

    borrower.cancel();
    pool.complete("a connection");

    borrower.assertNotTerminated();
    assertThat(givenBack).containsExactly("a connection");
  }

  @Test
  void whatThePoolFailsByIsTold() {
    UniAssertSubscriber<String> borrower = borrow();

    pool.fail(new IOException("nobody is there"));

    borrower.assertFailedWith(IOException.class);
  }

  private UniAssertSubscriber<String> borrow() {
    return Lent.from(pool::future, givenBack::add)
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }
}
