package com.grow.outreach.adapter.rest.connection;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A share of the heap, so that what many clients have it hold at once can't fill it. */
public final class MemoryBudget {

    /** What the budget is counted in; as large as {@code Integer.MAX_VALUE} of them is a heap of 2 TiB. */
    private static final int UNIT = 1 << 10;

    private final int units;
    private final Semaphore free;

    private MemoryBudget(long bytes) {
        this.units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
        this.free = new Semaphore(units);
    }

    /**
     * A budget that is one of some equal parts of the heap.
     *
     * @param parts how many parts
     */
    public static MemoryBudget ofHeap(int parts) {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / parts);
    }

    /** Returns how many units some bytes are, at most all there are. */
    public int units(long bytes) {
        return (int) Math.min(units, (bytes + UNIT - 1) / UNIT);
    }

    /**
     * Takes some of it.
     *
     * @param wanted how many units
     * @param patienceMillis how long to wait for others to give some back
     * @return whether it was there in time
     */
    public boolean take(int wanted, long patienceMillis) {
        try {
            return free.tryAcquire(wanted)
                    || patienceMillis > 0 && free.tryAcquire(wanted, patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes some of it, and has others make room if it is not there; whether it was there in the end. */
    boolean takeOrMakeRoom(int wanted, BooleanSupplier makeRoom) {
        return take(wanted, 0) || makeRoom.getAsBoolean() && take(wanted, 1000);
    }

    /** Gives back what was taken. */
    public void giveBack(int taken) {
        free.release(taken);
    }
}
