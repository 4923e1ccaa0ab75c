# The same without the & behind prog3: the shell itself waits in the open of the FIFO, for a writer that only the
# line below it would start.
mkfifo fifo2
./prog3 < fifo2
./prog1 < input_file | tee fifo2 | ./prog2
