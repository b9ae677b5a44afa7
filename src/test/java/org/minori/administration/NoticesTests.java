package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.storage.TimeOrderedIds;
import org.springframework.beans.factory.annotation.Autowired;

@MinoriTest
class NoticesTests {

    @Autowired
    Notices notices;

    private final UserId user = new UserId(TimeOrderedIds.next());

    @Test
    void theSameKeyTellsOnce() {
        notices.tell(user, "task:1", "A task waits", "/tasks/1");
        notices.tell(user, "task:1", "A task waits", "/tasks/1");

        assertThat(notices.unread(user)).isEqualTo(1);
    }

    @Test
    void anotherUserCanNotMarkItAsRead() {
        notices.tell(user, "task:1", "A task waits", "/tasks/1");
        var notice = notices.newest(user, true, 10).get(0);

        notices.read(new UserId(TimeOrderedIds.next()), notice.id());
        assertThat(notices.unread(user)).isEqualTo(1);
        notices.read(user, notice.id());
        assertThat(notices.unread(user)).isZero();
    }

    @Test
    void aNoticeNeverLeadsOutOfTheApplication() {
        assertThatIllegalArgumentException().isThrownBy(() -> notices.tell(user, "x", "Look", "//evil.example/"));
    }
}
