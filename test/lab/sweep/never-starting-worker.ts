/** A worker for tests that ends before it has a point in hand. */
throw new Error("this thread never starts");
