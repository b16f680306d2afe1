// Shows the address under which this page was reached, so that the command works as it stands.
document.getElementById("base").textContent = location.origin;
