package qingshan.gateway;

/** Ends threads. */
public final class Threads {
    private Threads() {}

    /** Interrupts a thread and waits until it has ended. */
    public static void end(Thread thread) {
        thread.interrupt();
        awaitEnd(thread);
    }

    /** Waits until a thread has ended; an interruption of the caller meanwhile is kept for it. */
    public static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
