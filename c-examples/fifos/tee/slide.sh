# One input, read by two pipelines. prog1 runs once: tee writes what it puts out to the FIFO and to prog2's pipe.
mkfifo fifo1

# In the background, because the shell that opens the FIFO for prog3 waits in open until tee opens it, too.
./prog3 < fifo1 &

./prog1 < input_file | tee fifo1 | ./prog2

# The line above ends when prog2 has ended. prog3 may still be at work.
wait
rm fifo1
