package io.github.pinsink.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the bytes of events lie as long as these are held. */
class BufferPoolTest {
    private static final int EVENT_BYTES = 1_024;
    private static final int FILL_A_CHUNK = BufferPool.CHUNK_BYTES / EVENT_BYTES;

    private final BufferPool chunks = new BufferPool();
    private final BufferPool.Appender account = chunks.appender();

    @Test
    void eventsLieOneBehindTheOtherInOneArray() {
        BufferedEvent<String> first = store(account, "{\"event_id\":\"first\"}");
        BufferedEvent<String> second = store(account, "{\"event_id\":\"second\"}");
        assertThat(second.bytes()).isSameAs(first.bytes());
        assertThat(second.offset()).isEqualTo(first.offset() + first.length());
        assertThat(text(first)).isEqualTo("{\"event_id\":\"first\"}");
        assertThat(text(second)).isEqualTo("{\"event_id\":\"second\"}");
    }

    @Test
    void aFullChunkIsUsedAgainWhenTheLastOfItsEventsIsReleasedAndNotBefore() {
        List<BufferedEvent<String>> old = store(account, FILL_A_CHUNK);
        byte[] array = old.get(0).bytes();
        assertThat(old).allSatisfy(event -> assertThat(event.bytes()).isSameAs(array));
        BufferedEvent<String> last = old.remove(old.size() / 2);
        List<BufferedEvent<String>> next = store(account, 1);
        old.forEach(BufferedEvent::release);
        next.addAll(store(account, FILL_A_CHUNK));
        assertThat(next).noneMatch(event -> event.bytes() == array);
        assertThat(chunks.free()).isZero();
        last.release();
        assertThat(chunks.free()).isEqualTo(1);
        assertThat(store(account, FILL_A_CHUNK)).anyMatch(event -> event.bytes() == array);
        assertThat(chunks.free()).isZero();
    }

    @Test
    void aChunkThatIsNotFullComesFreeTooSoThatWhoSendsNothingMoreHoldsNone() {
        BufferedEvent<String> only = store(account, 1).get(0);
        byte[] array = only.bytes();
        only.release();
        assertThat(chunks.free()).isEqualTo(1);
        assertThat(chunks.unusedBytes()).isZero();
        BufferedEvent<String> another = store(chunks.appender(), 1).get(0);
        assertThat(another.bytes()).isSameAs(array);
        assertThat(another.offset()).isZero();
        assertThat(store(account, 1).get(0).bytes())
                .as("it is another ad account's now")
                .isNotSameAs(array);
    }

    @Test
    void aSlowAdAccountHoldsNoChunkWithEventsOfAnother() {
        BufferPool.Appender slow = chunks.appender();
        List<BufferedEvent<String>> fast = new ArrayList<>();
        List<BufferedEvent<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 10 * FILL_A_CHUNK; i++) {
            fast.addAll(store(account, 1));
            if (i % FILL_A_CHUNK == 0) {
                waiting.addAll(store(slow, 1));
            }
        }
        fast.forEach(BufferedEvent::release);
        assertThat(chunks.free()).isEqualTo(10);
        assertThat(waiting)
                .allSatisfy(event ->
                        assertThat(event.bytes()).isSameAs(waiting.get(0).bytes()));
    }

    @Test
    void aLargeEventKeepsAnArrayOfItsOwn() {
        byte[] large = new byte[BufferPool.MAX_POOLED_EVENT + 1];
        BufferedEvent<String> alone = event(account, ByteBuffer.wrap(large), BufferPool.MIN_BATCH_FOR_POOLING);
        assertThat(alone.bytes()).hasSameSizeAs(large);
        assertThat(alone.length()).isEqualTo(large.length);
        assertThat(chunks.unusedBytes()).isZero();
        alone.release();
        assertThat(chunks.free()).isZero();
    }

    @Test
    void soDoesTheEventOfAnAdAccountThatSendsFew() {
        assertThat(one(account, BufferPool.MIN_BATCH_FOR_POOLING - 1).bytes()).hasSize(EVENT_BYTES);
        BufferedEvent<String> shared = one(account, BufferPool.MIN_BATCH_FOR_POOLING);
        assertThat(shared.bytes()).hasSize(BufferPool.CHUNK_BYTES);
        assertThat(one(account, 0).bytes())
                .as("what there is of a chunk is used")
                .isSameAs(shared.bytes());
    }

    @Test
    void theMemoryOfAPeakIsGivenBackButForSome() {
        List<BufferedEvent<String>> peak = store(account, (BufferPool.MAX_FREE_CHUNKS + 50) * FILL_A_CHUNK);
        peak.forEach(BufferedEvent::release);
        assertThat(chunks.free()).isEqualTo(BufferPool.MAX_FREE_CHUNKS);
        assertThat(chunks.unusedBytes()).isZero();
    }

    @Test
    void theUnusedPartOfAChunkIsCounted() {
        List<BufferedEvent<String>> events = store(account, FILL_A_CHUNK - 1);
        assertThat(chunks.unusedBytes()).isEqualTo(EVENT_BYTES);
        BufferedEvent<String> last = events.remove(0);
        events.forEach(BufferedEvent::release);
        assertThat(chunks.unusedBytes()).isEqualTo(BufferPool.CHUNK_BYTES - EVENT_BYTES);
        last.release();
        assertThat(chunks.unusedBytes()).isZero();
    }

    @Test
    void anEventThatIsReleasedGivesNobodyTheBytesThatAreAnothersNow() {
        BufferedEvent<String> event = store(account, 1).get(0);
        event.release();
        assertThatThrownBy(event::bytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(event::release).isInstanceOf(IllegalStateException.class);
        assertThat(event.length()).isEqualTo(EVENT_BYTES);
        assertThat(chunks.free()).isEqualTo(1);
    }

    @Test
    void tellsTheSizeOfAnEventAndNothingOfIt() {
        assertThat(store(account, "{\"event_id\":\"secret\"}")).hasToString("event of 21 bytes");
    }

    private static List<BufferedEvent<String>> store(BufferPool.Appender account, int events) {
        List<BufferedEvent<String>> stored = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            stored.add(one(account, BufferPool.MIN_BATCH_FOR_POOLING));
        }
        return stored;
    }

    private static BufferedEvent<String> one(BufferPool.Appender account, int waiting) {
        return event(account, ByteBuffer.allocate(EVENT_BYTES), waiting);
    }

    private static BufferedEvent<String> store(BufferPool.Appender account, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return event(account, ByteBuffer.wrap(bytes), BufferPool.MIN_BATCH_FOR_POOLING);
    }

    private static BufferedEvent<String> event(BufferPool.Appender account, ByteBuffer json, int waiting) {
        BufferPool.Chunk chunk = account.chunkFor(json.remaining(), waiting);
        return BufferedEvent.in(chunk, json, json.remaining(), false, 0, "origin");
    }

    private static String text(BufferedEvent<String> event) {
        return new String(event.bytes(), event.offset(), event.length(), UTF_8);
    }
}
