console.log("the console of the tests");
