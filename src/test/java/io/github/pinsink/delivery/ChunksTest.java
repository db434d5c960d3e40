package io.github.pinsink.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the bytes of events lie as long as these are held. */
class ChunksTest {
    private static final int EVENT_BYTES = 1_024;
    private static final int FILL_A_CHUNK = Chunks.CHUNK_BYTES / EVENT_BYTES;

    private final Chunks chunks = new Chunks();
    private final Chunks.Filling account = chunks.filling();

    @Test
    void eventsLieOneBehindTheOtherInOneArray() {
        HeldEvent<String> first = store(account, "{\"event_id\":\"first\"}");
        HeldEvent<String> second = store(account, "{\"event_id\":\"second\"}");
        assertThat(second.bytes()).isSameAs(first.bytes());
        assertThat(second.from()).isEqualTo(first.from() + first.length());
        assertThat(text(first)).isEqualTo("{\"event_id\":\"first\"}");
        assertThat(text(second)).isEqualTo("{\"event_id\":\"second\"}");
    }

    @Test
    void aFullChunkIsUsedAgainWhenTheLastOfItsEventsIsReleasedAndNotBefore() {
        List<HeldEvent<String>> old = store(account, FILL_A_CHUNK);
        byte[] array = old.get(0).bytes();
        assertThat(old).allSatisfy(event -> assertThat(event.bytes()).isSameAs(array));
        HeldEvent<String> last = old.remove(old.size() / 2);
        List<HeldEvent<String>> next = store(account, 1);
        old.forEach(HeldEvent::release);
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
        HeldEvent<String> only = store(account, 1).get(0);
        byte[] array = only.bytes();
        only.release();
        assertThat(chunks.free()).isEqualTo(1);
        assertThat(chunks.unusedBytes()).isZero();
        HeldEvent<String> another = store(chunks.filling(), 1).get(0);
        assertThat(another.bytes()).isSameAs(array);
        assertThat(another.from()).isZero();
        assertThat(store(account, 1).get(0).bytes())
                .as("it is another ad account's now")
                .isNotSameAs(array);
    }

    @Test
    void aSlowAdAccountHoldsNoChunkWithEventsOfAnother() {
        Chunks.Filling slow = chunks.filling();
        List<HeldEvent<String>> fast = new ArrayList<>();
        List<HeldEvent<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 10 * FILL_A_CHUNK; i++) {
            fast.addAll(store(account, 1));
            if (i % FILL_A_CHUNK == 0) {
                waiting.addAll(store(slow, 1));
            }
        }
        fast.forEach(HeldEvent::release);
        assertThat(chunks.free()).isEqualTo(10);
        assertThat(waiting)
                .allSatisfy(event ->
                        assertThat(event.bytes()).isSameAs(waiting.get(0).bytes()));
    }

    @Test
    void aLargeEventKeepsAnArrayOfItsOwn() {
        byte[] large = new byte[Chunks.LARGEST_SHARING + 1];
        HeldEvent<String> alone = event(account, ByteBuffer.wrap(large), Chunks.COMPANY);
        assertThat(alone.bytes()).hasSameSizeAs(large);
        assertThat(alone.length()).isEqualTo(large.length);
        assertThat(chunks.unusedBytes()).isZero();
        alone.release();
        assertThat(chunks.free()).isZero();
    }

    @Test
    void soDoesTheEventOfAnAdAccountThatSendsFew() {
        assertThat(one(account, Chunks.COMPANY - 1).bytes()).hasSize(EVENT_BYTES);
        HeldEvent<String> shared = one(account, Chunks.COMPANY);
        assertThat(shared.bytes()).hasSize(Chunks.CHUNK_BYTES);
        assertThat(one(account, 0).bytes())
                .as("what there is of a chunk is used")
                .isSameAs(shared.bytes());
    }

    @Test
    void theMemoryOfAPeakIsGivenBackButForSome() {
        List<HeldEvent<String>> peak = store(account, (Chunks.MOST_FREE + 50) * FILL_A_CHUNK);
        peak.forEach(HeldEvent::release);
        assertThat(chunks.free()).isEqualTo(Chunks.MOST_FREE);
        assertThat(chunks.unusedBytes()).isZero();
    }

    @Test
    void whatIsLeftOverInAChunkIsCounted() {
        List<HeldEvent<String>> events = store(account, FILL_A_CHUNK - 1);
        assertThat(chunks.unusedBytes()).isEqualTo(EVENT_BYTES);
        HeldEvent<String> last = events.remove(0);
        events.forEach(HeldEvent::release);
        assertThat(chunks.unusedBytes()).isEqualTo(Chunks.CHUNK_BYTES - EVENT_BYTES);
        last.release();
        assertThat(chunks.unusedBytes()).isZero();
    }

    @Test
    void anEventThatIsReleasedGivesNobodyTheBytesThatAreAnothersNow() {
        HeldEvent<String> event = store(account, 1).get(0);
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

    private static List<HeldEvent<String>> store(Chunks.Filling account, int events) {
        List<HeldEvent<String>> stored = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            stored.add(one(account, Chunks.COMPANY));
        }
        return stored;
    }

    private static HeldEvent<String> one(Chunks.Filling account, int company) {
        return event(account, ByteBuffer.allocate(EVENT_BYTES), company);
    }

    private static HeldEvent<String> store(Chunks.Filling account, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return event(account, ByteBuffer.wrap(bytes), Chunks.COMPANY);
    }

    private static HeldEvent<String> event(Chunks.Filling account, ByteBuffer json, int company) {
        Chunks.Chunk chunk = account.chunkFor(json.remaining(), company);
        return HeldEvent.in(chunk, json, json.remaining(), false, "origin");
    }

    private static String text(HeldEvent<String> event) {
        return new String(event.bytes(), event.from(), event.length(), UTF_8);
    }
}
